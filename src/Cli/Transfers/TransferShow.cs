using System.CommandLine;
using DtnBox.Cli.Text;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary><c>dtnbox transfer show</c></summary>
internal static class TransferShow
{
    public static Command Create(Shell shell)
    {
        Argument<string> id = TransferPaths.IdArgument();
        var tuning = new Option<bool>("--tuning") { Description = "Show what agents tuned while they carried it, and why." };
        var verb = new Verb(
            "show",
            "Shows a transfer as it is now.",
            "dtnbox transfer show ID",
            "dtnbox transfer show ID --json",
            "dtnbox transfer show ID --tuning")
        {
            id, tuning,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            if (session.Get(tuning))
            {
                await ShowTuningAsync(session, session.Get(id), cancellationToken);
                return ExitCodes.Ok;
            }

            await session.ShowAsync(
                await session.Api.GetAsync<TransferView>(TransferPaths.One(session.Get(id)), cancellationToken),
                TransferText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }

    private static async Task ShowTuningAsync(Session session, string id, CancellationToken cancellationToken)
    {
        IAsyncEnumerable<TuningChange> changes = session.Api.ListAsync<TuningChange>(
            TransferPaths.Part(id, "tuning"), cancellationToken);
        if (session.Json)
        {
            await JsonText.WriteArrayAsync(session.Terminal.Out, changes);
            return;
        }

        await foreach (TuningChange change in changes)
        {
            await session.Terminal.Out.WriteLineAsync(Printable.From(
                $"{Figures.Moment(change.At)}  {change.Agent}  {change.Store.Authority}  {change.Sentence}"));
        }
    }
}
