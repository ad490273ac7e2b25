using System.CommandLine;
using DtnBox.Cli.Text;
using DtnBox.Contracts;
using DtnBox.Contracts.Nodes;

namespace DtnBox.Cli.Nodes;

/// <summary><c>dtnbox node codes</c></summary>
internal static class NodeCodes
{
    public static Command Create(Shell shell)
    {
        var id = new Argument<string>("id") { Description = "The site's id." };
        var revoke = new Option<string?>("--revoke") { Description = "Make this code useless.", HelpName = "code-id" };
        var verb = new Verb(
            "codes",
            "Lists the one-time codes of a site that nobody has used yet, or revokes one.",
            "dtnbox node codes site-a",
            "dtnbox node codes site-a --revoke 9f86d081884c")
        {
            id, revoke,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            string path = $"{NodePaths.Node(session.Get(id))}/enrollments";
            if (session.Get(revoke) is { } code)
            {
                await session.Api.DeleteAsync($"{path}/{Uri.EscapeDataString(code)}", cancellationToken);
            }

            Page<OutstandingCode> codes = await session.Api.GetAsync<Page<OutstandingCode>>(path, cancellationToken);
            await session.ShowAsync(codes.Items, Words);
            return ExitCodes.Ok;
        });
        return verb;
    }

    private static string Words(IReadOnlyList<OutstandingCode> codes) => codes.Count == 0
        ? "No codes are out."
        : Columns.From(
            ["ID", "UNTIL", "MADE", "BY"],
            [.. codes.Select(code => new[]
            {
                code.Id,
                Figures.Moment(code.ExpiresAt),
                code.CreatedAt is { } at ? Figures.Moment(at) : "-",
                Printable.From(code.CreatedBy ?? "-"),
            })]);
}
