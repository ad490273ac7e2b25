using System.CommandLine;
using DtnBox.Cli.Transfers;
using DtnBox.Contracts.People;

namespace DtnBox.Cli.People;

/// <summary><c>dtnbox invitation create</c></summary>
internal static class InvitationCreate
{
    public static Command Create(Shell shell)
    {
        Option<Role?> role = Choice.Of<Role>("--role", $"What they may do. Default: Member. {PeoplePaths.Roles}");
        var email = new Option<string?>("--email")
        {
            Description = "Only for who signs in with this verified address. Default: for whoever has the code.", HelpName = "address",
        };
        var expires = new Option<string?>("--expires")
        {
            Description = $"Until when it can be used, at most 30 days. Default: 7d. {DeadlineText.Forms}", HelpName = "time",
        };
        var verb = new Verb(
            "create",
            "Makes an invitation, which lets one person in.",
            "dtnbox invitation create",
            "dtnbox invitation create --email ada@uni.example --role Operator --expires 2d")
        {
            role, email, expires,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            var request = new CreateInvitation(
                session.Get(role),
                session.Get(email),
                session.Get(expires) is { } time ? DeadlineText.Read(time, session.Terminal.Time) : null);
            NewInvitation made = await session.Api.PostAsync<NewInvitation>(PeoplePaths.Invitations, request, cancellationToken);
            await session.ShowAsync(made, shown => InvitationText.Made(shown, session.Api.Address));
            return ExitCodes.Ok;
        });
        return verb;
    }
}
