using System.CommandLine;
using DtnBox.Cli.Watching;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary><c>dtnbox transfer retry</c></summary>
internal static class TransferRetry
{
    public static Command Create(Shell shell)
    {
        Argument<string> id = TransferPaths.IdArgument();
        var watch = new Option<bool>("--watch") { Description = "Show progress until it ends; the exit code says how." };
        var verb = new Verb(
            "retry",
            "Takes up only the objects of a transfer that failed; what was never tried is left for a restart.",
            "dtnbox transfer retry ID --watch")
        {
            id, watch,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            TransferView view = await session.Api.PostAsync<TransferView>(
                TransferPaths.Part(session.Get(id), "restart"), new RestartTransfer(ObjectState.Failed), cancellationToken);
            if (session.Get(watch))
            {
                return await Watch.RunAsync(session, view.Id, cancellationToken);
            }

            await session.ShowAsync(
                view,
                transfer => $"Trying the failed objects of {transfer.Id} again. Watch it with: dtnbox transfer watch {transfer.Id}");
            return ExitCodes.Ok;
        });
        return verb;
    }
}
