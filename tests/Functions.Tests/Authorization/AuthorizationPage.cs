using System.ComponentModel;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using DtnBox.Testing;

namespace DtnBox.Functions.Tests.Authorization;

/// <summary>The table as a page of the documentation, which is compared with it.</summary>
internal static partial class AuthorizationPage
{
    private const string Write = "DTNBOX_WRITE_PAGES";

    private static readonly string File = Path.Combine(RepositoryPaths.Root, "docs", "authorization.md");

    public static async Task CheckAsync(int endpoints, int cells, CancellationToken cancellationToken)
    {
        string page = Make(endpoints, cells);
        if (Environment.GetEnvironmentVariable(Write) == "1")
        {
            await System.IO.File.WriteAllTextAsync(File, page, cancellationToken);
        }

        string written = await System.IO.File.ReadAllTextAsync(File, cancellationToken);
        Assert.True(
            page == written,
            $"docs/authorization.md is not what the table says. Write it: {Write}=1 dotnet test tests/Functions.Tests "
            + "--filter FullyQualifiedName~AuthorizationTable");
    }

    private static string Make(int endpoints, int cells)
    {
        var page = new StringBuilder();
        page.Append(
            $"""
            # Who may call what

            Every endpoint, asked by every kind of caller. A test asks all of it of the running application
            (`tests/Functions.Tests/Authorization`), fails when an endpoint has no row, and writes this page.

            {AuthorizationTable.Size(endpoints, cells)}

            401: nobody we know. 403: known, and told who can change that. 404: to them it is not there. 409: an agent that does not
            hold the command (any more). Each 401, 403 and 404 below the first chapter has its entry in the [audit](audit.md). Paths
            lie under `/api/v1`, those with `~` at the root. What roles, scopes and grants are: [people](people.md), [grants](grants.md).

            | caller | who that is |
            |---|---|

            """);
        foreach (CallerKind caller in AuthorizationTable.Callers)
        {
            page.Append($"| {Words(caller)} | {typeof(CallerKind).GetField(caller.ToString())!.GetCustomAttribute<DescriptionAttribute>()!.Description} |\n");
        }

        foreach ((string title, Row[] rows) in AuthorizationTable.Chapters)
        {
            page.Append($"\n## {title}\n\n| | {string.Join(" | ", AuthorizationTable.Callers.Select(Words))} |\n");
            page.Append($"|---|{string.Concat(AuthorizationTable.Callers.Select(_ => "---|"))}\n");
            foreach (Row row in rows)
            {
                string note = row.Note is null ? string.Empty : $", {row.Note}";
                IEnumerable<int> answers = AuthorizationTable.Callers.Select(caller => row.Expected.Of(caller, row.Method));
                page.Append($"| `{row.Method} {Value().Replace(row.Path.Split('?')[0], "}")}`{note} | {string.Join(" | ", answers)} |\n");
            }
        }

        page.Append(
            "\nThe functions that the Functions host invokes (`POST /NAME`) are 404 for everybody without the host's own marks.\n");
        return page.ToString();
    }

    [GeneratedRegex("=[^}]*}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Value();

    /// <summary>"OtherAgent" as "other agent".</summary>
    private static string Words(CallerKind caller) => string.Concat(caller.ToString().Select(
        (c, i) => char.IsUpper(c) ? (i > 0 ? " " : string.Empty) + char.ToLowerInvariant(c) : c.ToString()));
}
