using System.CommandLine;
using DtnBox.Cli.Text;
using DtnBox.Contracts.Nodes;

namespace DtnBox.Cli.Nodes;

/// <summary><c>dtnbox node enroll</c></summary>
internal static class NodeEnroll
{
    public static Command Create(Shell shell)
    {
        var id = new Argument<string>("id") { Description = "The site's id." };
        var verb = new Verb(
            "enroll", "Makes a one-time code with which an agent joins the site.", "dtnbox node enroll site-a") { id };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            EnrollmentCode code = await session.Api.PostAsync<EnrollmentCode>(
                $"nodes/{Uri.EscapeDataString(session.Get(id))}/enrollments", body: null, cancellationToken);
            await session.ShowAsync(code, made => Words(made, session.Api.Address));
            return ExitCodes.Ok;
        });
        return verb;
    }

    private static string Words(EnrollmentCode code, Uri controlPlane) => $"""
        Code   {code.Code}
        Until  {Figures.Moment(code.ExpiresAt)} (for one agent, and shown only now)

        Start the agent beside the store:
          Agent__ControlPlane={controlPlane.AbsoluteUri.TrimEnd('/')} Agent__EnrollmentCode={code.Code} DtnBox.ControllerAgent
        """;
}
