namespace DtnBox.Contracts.Transfers;

/// <summary>Who has signed a transfer's receipt: <c>POST /api/v1/transfers/{id}/receipt/signatures</c>.</summary>
/// <param name="TransferId">The transfer.</param>
/// <param name="Attempt">The attempt that the receipt is about.</param>
/// <param name="Signers">Everybody who has to sign.</param>
public sealed record ReceiptView(string TransferId, int Attempt, IReadOnlyList<ReceiptSignerView> Signers);

/// <summary>Somebody who has to sign.</summary>
/// <param name="Role">What the node's agents did.</param>
/// <param name="NodeId">The node.</param>
/// <param name="AgentId">The agent that signed; absent while none has.</param>
/// <param name="KeyId">The thumbprint of its key.</param>
/// <param name="Fault">Why it was not signed, when an agent said so.</param>
public sealed record ReceiptSignerView(
    string Role, string NodeId, string? AgentId = null, string? KeyId = null, Fault? Fault = null);
