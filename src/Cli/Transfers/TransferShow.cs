using System.CommandLine;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary><c>dtnbox transfer show</c></summary>
internal static class TransferShow
{
    public static Command Create(Shell shell)
    {
        Argument<string> id = TransferPaths.IdArgument();
        var verb = new Verb("show", "Shows a transfer as it is now.", "dtnbox transfer show ID", "dtnbox transfer show ID --json")
        {
            id,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            await session.ShowAsync(
                await session.Api.GetAsync<TransferView>(TransferPaths.One(session.Get(id)), cancellationToken),
                TransferText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
