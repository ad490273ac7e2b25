using System.CommandLine;
using DtnBox.Cli.Api;
using DtnBox.Cli.Watching;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary><c>dtnbox transfer start</c></summary>
internal static class TransferStart
{
    public static Command Create(Shell shell)
    {
        Argument<Location> source = LocationText.Argument("source", "Where from: site:bucket/prefix.");
        Argument<Location> destination = LocationText.Argument("destination", "Where to: site:bucket/prefix.");
        var label = new Option<string?>("--label") { Description = "What people read in lists.", HelpName = "text" };
        var settings = new SettingsOptions();
        var key = new Option<string?>("--idempotency-key")
        {
            Description = "The same key starts the same transfer, however often it is sent. Default: a random one.",
            HelpName = "key",
        };
        var watch = new Option<bool>("--watch") { Description = "Show progress until it ends; the exit code says how." };
        var verb = new Verb(
            "start",
            "Starts a transfer.",
            "dtnbox transfer start site-a:results/run-7/ site-b:incoming/run-7/ --watch",
            "dtnbox transfer start site-a:results site-b:mirror --sync Missing --label 'Nightly' --json",
            "dtnbox transfer start site-a:results/ site-b:mirror/ --include '2026-*/**/*.h5' --exclude 'tmp/**' --dry-run",
            "dtnbox transfer start site-a:results/ site-b:mirror/ --keys-from keys.txt")
        {
            source, destination, label, key, watch,
        };
        settings.AddTo(verb);
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            var request = new CreateTransfer(
                session.Get(source), session.Get(destination), session.Get(label), await settings.ReadAsync(session, cancellationToken));
            TransferView started = await StartAsync(
                session.Api, request, session.Get(key) ?? Guid.NewGuid().ToString("N"), cancellationToken);
            bool dryRun = request.Settings?.Kind == TransferKind.DryRun;
            if (session.Get(watch) || dryRun)
            {
                int exitCode = await Watch.RunAsync(session, started.Id, cancellationToken);
                if (dryRun && exitCode == ExitCodes.Ok && !session.Json)
                {
                    await DryRunRows.ShowAsync(session, started.Id, cancellationToken);
                }

                return exitCode;
            }

            await session.ShowAsync(
                started, transfer => $"{TransferText.One(transfer)}\n\nWatch it with: dtnbox transfer watch {transfer.Id}");
            return ExitCodes.Ok;
        });
        return verb;
    }

    private static async Task<TransferView> StartAsync(
        ApiClient api, CreateTransfer request, string key, CancellationToken cancellationToken)
    {
        try
        {
            return await api.PostAsync<TransferView>("transfers", request, cancellationToken, key);
        }
        catch (UnreachableException fault)
        {
            // The answer may have been lost after the transfer was accepted.
            throw new UnreachableException(
                $"{fault.Message}\n  Next: run it again with --idempotency-key {key}; it will not start twice.");
        }
    }
}
