using System.CommandLine;
using DtnBox.Cli.Watching;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary><c>dtnbox transfer again</c></summary>
internal static class TransferAgain
{
    public static Command Create(Shell shell)
    {
        Argument<string> id = TransferPaths.IdArgument();
        var key = new Option<string?>("--idempotency-key")
        {
            Description = "The same key starts the same transfer, however often it is sent. Default: a random one.",
            HelpName = "key",
        };
        var watch = new Option<bool>("--watch") { Description = "Show progress until it ends; the exit code says how." };
        var verb = new Verb(
            "again",
            "Starts a new transfer with the locations, label and settings of an earlier one; a deadline is not taken along.",
            "dtnbox transfer again ID --watch")
        {
            id, key, watch,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            TransferView started = await session.Api.PostAsync<TransferView>(
                TransferPaths.Part(session.Get(id), "run-again"),
                body: null,
                cancellationToken,
                session.Get(key) ?? Guid.NewGuid().ToString("N"));
            if (session.Get(watch))
            {
                return await Watch.RunAsync(session, started.Id, cancellationToken);
            }

            await session.ShowAsync(
                started, transfer => $"{TransferText.One(transfer)}\n\nWatch it with: dtnbox transfer watch {transfer.Id}");
            return ExitCodes.Ok;
        });
        return verb;
    }
}
