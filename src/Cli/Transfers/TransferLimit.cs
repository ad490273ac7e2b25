using System.CommandLine;
using DtnBox.Cli.Bandwidth;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary><c>dtnbox transfer limit</c></summary>
internal static class TransferLimit
{
    public static Command Create(Shell shell)
    {
        Argument<string> id = TransferPaths.IdArgument();
        var plan = new PlanArguments();
        var verb = new Verb(
            "limit",
            "Caps a transfer's bandwidth, also while it runs.",
            "dtnbox transfer limit ID 50MiB/s",
            "dtnbox transfer limit ID off --window 'Mon-Fri 08:00-18:00=10MiB/s' --time-zone Europe/Berlin",
            "dtnbox transfer limit ID off")
        {
            id,
        };
        plan.AddTo(verb);
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            string path = TransferPaths.Part(session.Get(id), "bandwidth");
            TransferView view = await plan.ReadAsync(session, cancellationToken) is { } asked
                ? await session.Api.PutAsync<TransferView>(path, asked, cancellationToken)
                : await session.Api.DeleteAsync<TransferView>(path, cancellationToken);
            await session.ShowAsync(
                view, transfer => $"Bandwidth of {transfer.Id}: {PlanText.From(transfer.Settings.Bandwidth)}");
            return ExitCodes.Ok;
        });
        return verb;
    }
}
