using System.CommandLine;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary><c>dtnbox transfer stop</c></summary>
internal static class TransferStop
{
    public static Command Create(Shell shell)
    {
        Argument<string> id = TransferPaths.IdArgument();
        var verb = new Verb("stop", "Stops a transfer. Finished objects and parts are kept.", "dtnbox transfer stop ID") { id };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            TransferView view = await session.Api.PostAsync<TransferView>(
                TransferPaths.Part(session.Get(id), "stop"), body: null, cancellationToken);
            await session.ShowAsync(
                view, transfer => $"Stopping {transfer.Id}. Go on later with: dtnbox transfer restart {transfer.Id}");
            return ExitCodes.Ok;
        });
        return verb;
    }
}
