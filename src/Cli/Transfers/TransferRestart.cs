using System.CommandLine;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary><c>dtnbox transfer restart</c></summary>
internal static class TransferRestart
{
    public static Command Create(Shell shell)
    {
        Argument<string> id = TransferPaths.IdArgument();
        var verb = new Verb("restart", "Goes on with a stopped, parked or failed transfer: copies only what is missing.", "dtnbox transfer restart ID") { id };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            TransferView view = await session.Api.PostAsync<TransferView>(
                TransferPaths.Part(session.Get(id), "restart"), body: null, cancellationToken);
            await session.ShowAsync(
                view, transfer => $"Restarted {transfer.Id}. Watch it with: dtnbox transfer watch {transfer.Id}");
            return ExitCodes.Ok;
        });
        return verb;
    }
}
