using System.CommandLine;
using DtnBox.Contracts.People;

namespace DtnBox.Cli.People;

/// <summary><c>dtnbox me</c>, also <c>whoami</c></summary>
internal static class MeShow
{
    public static Command Create(Shell shell)
    {
        var signUp = new Option<bool>("--sign-up")
        {
            Description = "Sign up, or refresh what the control plane knows of you; 'login' has done it. Harmless when done before.",
        };
        var invitation = new Option<string?>("--invitation")
        {
            Description = "Sign up with an invitation, which lets you in at once.", HelpName = "code",
        };
        var verb = new Verb(
            "me",
            "Shows who you are at the control plane, and whether you were let in.",
            "dtnbox me",
            "dtnbox whoami --json | jq -r .id",
            "dtnbox me --invitation dti_...")
        {
            signUp, invitation,
        };
        verb.Aliases.Add("whoami");
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            UserView user = session.Get(signUp) || session.Get(invitation) is not null
                ? await session.Api.PostAsync<UserView>(PeoplePaths.Me, new SignUp(session.Get(invitation)), cancellationToken)
                : await session.Api.GetAsync<UserView>(PeoplePaths.Me, cancellationToken);
            await session.ShowAsync(user, PersonText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
