using System.CommandLine;
using DtnBox.Cli.Text;
using DtnBox.Contracts.People;

namespace DtnBox.Cli.People;

/// <summary><c>dtnbox invitation list</c></summary>
internal static class InvitationList
{
    public static Command Create(Shell shell)
    {
        var verb = new Verb("list", "Lists the invitations, without their codes.", "dtnbox invitation list");
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            IAsyncEnumerable<InvitationView> invitations =
                session.Api.ListAsync<InvitationView>(PeoplePaths.Invitations, cancellationToken);
            if (session.Json)
            {
                await JsonText.WriteArrayAsync(session.Terminal.Out, invitations);
            }
            else
            {
                await session.Terminal.Out.WriteLineAsync(
                    InvitationText.Table(await invitations.ToListAsync(cancellationToken)));
            }

            return ExitCodes.Ok;
        });
        return verb;
    }
}
