namespace DtnBox.Contracts.Commands;

/// <summary>Checks the receipt of a transfer that has ended, and signs it with the agent's own key.</summary>
/// <remarks>The agent reads it with <c>GET /api/v1/agent/commands/{id}/receipt</c>.</remarks>
/// <param name="TransferId">Whose receipt.</param>
/// <param name="Attempt">The receipt of which attempt.</param>
/// <param name="Role">What the node's agents did in it, as the receipt's header has it.</param>
public sealed record SignReceiptInput(string TransferId, int Attempt, string Role);

/// <summary>The signature; see docs/receipts.md.</summary>
/// <param name="Chain">The receipt's last chain as the agent computed it.</param>
/// <param name="PublicKey">Base64 of the agent's public key, DER SubjectPublicKeyInfo.</param>
/// <param name="KeyId">Its RFC 7638 thumbprint.</param>
/// <param name="Algorithm">How it was signed.</param>
/// <param name="Value">Base64 of the signature, DER.</param>
public sealed record SignReceiptResult(string Chain, string PublicKey, string KeyId, string Algorithm, string Value);
