namespace DtnBox.Contracts.Agents;

/// <summary>Changes an agent's key pair: <c>POST /api/v1/agent/key</c>.</summary>
/// <remarks>
/// Sending it again after a lost answer does nothing more. The statement names the old key, so it is good for one change.
/// </remarks>
/// <param name="PublicKey">Base64 of the new P-256 public key, DER SubjectPublicKeyInfo.</param>
/// <param name="ProofByOld">Base64 of the signature of <see cref="Statement"/> by the old key: ECDSA with SHA-256, DER.</param>
/// <param name="ProofByNew">The same by the new key.</param>
public sealed record RotateAgentKey(string PublicKey, string ProofByOld, string ProofByNew)
{
    /// <summary>What both keys sign, as UTF-8.</summary>
    public static string Statement(string agentId, string oldPublicKey, string newPublicKey)
        => $"dtnbox-agent-key.v1\n{agentId}\n{oldPublicKey}\n{newPublicKey}";
}
