using System.CommandLine;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary><c>dtnbox transfer receipt</c></summary>
internal static class TransferReceipt
{
    public static Command Create(Shell shell)
    {
        Argument<string> id = TransferPaths.IdArgument();
        var output = new Option<FileInfo?>("--out") { Description = "Where to write it. Default: stdout.", HelpName = "file" };
        var sign = new Option<bool>("--sign")
        {
            Description = "Write nothing; ask agents for the signatures that are missing, and tell who has signed.",
        };
        var verb = new Verb(
            "receipt",
            "Gets the signed receipt of a transfer that has ended.",
            "dtnbox transfer receipt ID --out run-7.receipt.jsonl && dtnbox receipt verify run-7.receipt.jsonl",
            "dtnbox transfer receipt ID --sign")
        {
            id, output, sign,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            string path = TransferPaths.Part(session.Get(id), "receipt");
            if (session.Get(sign))
            {
                await session.ShowAsync(
                    await session.Api.PostAsync<ReceiptView>($"{path}/signatures", body: null, cancellationToken), Words);
            }
            else if (session.Get(output) is { } file)
            {
                await WriteAsync(session, path, file, cancellationToken);
            }
            else
            {
                await session.Api.DownloadAsync(path, content => LineCopy.RunAsync(content, session.Terminal.Out, cancellationToken), cancellationToken);
            }

            return ExitCodes.Ok;
        });
        return verb;
    }

    /// <summary>Whole or not at all: half a receipt must not lie where one is expected.</summary>
    private static async Task WriteAsync(Session session, string path, FileInfo file, CancellationToken cancellationToken)
    {
        string part = file.FullName + ".part";
        try
        {
            await using (FileStream output = File.Create(part))
            {
                await session.Api.DownloadAsync(path, content => content.CopyToAsync(output, cancellationToken), cancellationToken);
            }

            File.Move(part, file.FullName, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The receipt cannot be written: {fault.Message}");
        }
        finally
        {
            File.Delete(part);
        }

        await session.Terminal.Error.WriteLineAsync($"Wrote {file.FullName}. Check it with: dtnbox receipt verify {file.FullName}");
    }

    private static string Words(ReceiptView view) => string.Join('\n', view.Signers.Select(signer => signer switch
    {
        { AgentId: { } agent } => $"{signer.Role,-6}  {signer.NodeId}  signed by {agent}, key {signer.KeyId}",
        { Fault: { } fault } => $"{signer.Role,-6}  {signer.NodeId}  asked again; last time: {fault.Message}",
        _ => $"{signer.Role,-6}  {signer.NodeId}  asked; it signs as soon as one of its agents is connected",
    }));
}
