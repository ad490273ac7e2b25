using System.CommandLine;
using DtnBox.Cli.Text;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary><c>dtnbox transfer deadline</c></summary>
internal static class TransferDeadline
{
    private const string Off = "off";

    public static Command Create(Shell shell)
    {
        Argument<string> id = TransferPaths.IdArgument();
        var deadline = new Argument<string>("time") { Description = $"{DeadlineText.Forms} '{Off}' for no deadline." };
        var verb = new Verb(
            "deadline",
            "Sets when a transfer gives up what is not done by then; also while it runs.",
            "dtnbox transfer deadline ID 2026-11-23T18:00Z",
            "dtnbox transfer deadline ID 12h",
            "dtnbox transfer deadline ID off")
        {
            id, deadline,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            string text = session.Get(deadline);
            var change = new ChangeDeadline(text == Off ? null : DeadlineText.Read(text, session.Terminal.Time));
            TransferView view = await session.Api.PutAsync<TransferView>(
                TransferPaths.Part(session.Get(id), "deadline"), change, cancellationToken);
            await session.ShowAsync(view, Words);
            return ExitCodes.Ok;
        });
        return verb;
    }

    private static string Words(TransferView transfer)
    {
        string words = transfer.Settings.Deadline is { } deadline
            ? $"{transfer.Id} gives up what is not done by {Figures.Moment(deadline)}."
            : $"{transfer.Id} has no deadline.";
        return transfer.State is TransferState.Stopped or TransferState.Failed or TransferState.SucceededWithErrors
            ? $"{words} It is {transfer.State}; go on with: dtnbox transfer restart {transfer.Id}"
            : words;
    }
}
