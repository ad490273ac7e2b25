using System.CommandLine;
using DtnBox.Contracts.People;

namespace DtnBox.Cli.People;

/// <summary><c>dtnbox user hand-over</c></summary>
internal static class UserHandOver
{
    public static Command Create(Shell shell)
    {
        Argument<string> id = PeoplePaths.UserArgument();
        var to = new Option<string?>("--to")
        {
            Description = "Who gets it all. Without it, shows how far the hand-over is.", HelpName = "id",
        };
        var verb = new Verb(
            "hand-over",
            "Gives all that a user owns to another one, and revokes their API tokens.",
            "dtnbox user hand-over ID --to OTHER-ID",
            "dtnbox user hand-over ID")
        {
            id, to,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            string path = PeoplePaths.HandOver(session.Get(id));
            HandOverView order = session.Get(to) is { } heir
                ? await session.Api.PostAsync<HandOverView>(path, new HandOver(heir), cancellationToken)
                : await session.Api.GetAsync<HandOverView>(path, cancellationToken);
            await session.ShowAsync(order, PersonText.HandOver);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
