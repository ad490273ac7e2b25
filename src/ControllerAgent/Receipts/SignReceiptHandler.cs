using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.ControllerAgent.Commands;
using DtnBox.ControllerAgent.Enrollment;
using DtnBox.Receipts;

namespace DtnBox.ControllerAgent.Receipts;

/// <summary>Reads a receipt line by line, checks what can be checked here, and signs it with the agent's own key.</summary>
/// <remarks>
/// The agent has no memory of what it copied, so it vouches for the receipt being whole, being about this transfer, and
/// naming its node in this role; the chain it signs is the one it computed itself.
/// </remarks>
internal sealed partial class SignReceiptHandler(
    ReceiptCalls calls, AgentIdentity identity, ILogger<SignReceiptHandler> logger) : ICommandHandler
{
    public string Name => CommandNames.SignReceipt;

    public async Task<CommandEnding> RunAsync(CommandInHand command, CancellationToken cancellationToken)
    {
        SignReceiptInput input = command.Input<SignReceiptInput>();
        EnrolledAgent self = identity.Enrolled
            ?? throw new InvalidOperationException("A command came before the enrolment.");
        var signer = new ReceiptSigner(input.Role, self.NodeId);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(command.Stop, cancellationToken);
        try
        {
            string chain = await calls.ReadAsync(
                command.Lease, (stream, cancel) => CheckAsync(stream, input, signer, cancel), either.Token);
            ReceiptSignature signature = ReceiptSigning.Sign(identity.Key.Pair, signer, self.AgentId, chain);
            LogSigned(input.TransferId, input.Role, signature.KeyId);
            return CommandEnding.Succeeded(new SignReceiptResult(
                chain, signature.PublicKey, signature.KeyId, signature.Algorithm, signature.Value));
        }
        catch (ReceiptException wrong)
        {
            LogNotSigned(input.TransferId, input.Role, wrong.Message);
            return CommandEnding.Failed(new Fault(
                FaultCodes.Internal,
                $"Agent {self.AgentId} did not sign the receipt. {wrong.Message}",
                "Ask again with 'dtnbox transfer receipt ID --sign'. If it happens again, report it with the transfer's id."));
        }
    }

    private static async Task<string> CheckAsync(
        Stream stream, SignReceiptInput input, ReceiptSigner signer, CancellationToken cancellationToken)
    {
        using var reader = new ReceiptReader(stream);
        ReceiptHeader header = await reader.ReadHeaderAsync(cancellationToken);
        if (header.Transfer != input.TransferId || header.Attempt != input.Attempt)
        {
            throw new ReceiptException(
                reader.Line, $"it is about attempt {header.Attempt} of {header.Transfer}, not {input.Attempt} of {input.TransferId}.");
        }

        if (!header.Signers.Contains(signer))
        {
            throw new ReceiptException(reader.Line, $"it does not name {signer.Node} as signer in the role '{signer.Role}'.");
        }

        await foreach (ReceiptObject _ in reader.ReadObjectsAsync(cancellationToken))
        {
            // Reading is checking: each line against its chain, the sums against the lines.
        }

        return reader.Chain;
    }

    [LoggerMessage(3150, LogLevel.Information, "Signed the receipt of {TransferId} ({Role}) with key {KeyId}")]
    private partial void LogSigned(string transferId, string role, string keyId);

    [LoggerMessage(3151, LogLevel.Error, "Did not sign the receipt of {TransferId} ({Role}): {Reason}")]
    private partial void LogNotSigned(string transferId, string role, string reason);
}
