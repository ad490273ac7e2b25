using System.Text.RegularExpressions;
using DtnBox.Testing;

namespace DtnBox.Contracts.Tests;

/// <summary><c>docs/log-events.md</c> and the code name the same events.</summary>
public sealed partial class LogEventTests
{
    private static readonly string Source = Path.Combine(RepositoryPaths.Root, "src");

    private static readonly string[] Page = File.ReadAllLines(Path.Combine(RepositoryPaths.Root, "docs", "log-events.md"));

    private static readonly LogEvent[] Events =
    [
        .. Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Attribute().Matches(File.ReadAllText(file)).Select(match => new LogEvent(
                int.Parse(match.Groups["id"].Value),
                match.Groups["level"].Success ? match.Groups["level"].Value : "varies",
                match.Groups["text"].Value,
                Path.GetRelativePath(Source, file).Split(Path.DirectorySeparatorChar)[0])))
            .OrderBy(found => found.Id),
    ];

    [Fact]
    public void Page_EventsOfTheCode_AreAllThereWithLevelAndText()
        => Assert.Equal(
            Events.Select(found => $"| {found.Id} | {found.Level} | {found.Text} |"),
            Page.Where(line => Row().IsMatch(line)));

    [Fact]
    public void Ids_OfAllEvents_AreUsedOnce()
        => Assert.DoesNotContain(Events.CountBy(found => found.Id), count => count.Value > 1);

    [Fact]
    public void Ids_OfAllEvents_LieInARangeOfTheirProject()
    {
        (int From, int To, string Project)[] ranges = [.. Page.Select(line => Range().Match(line)).Where(match => match.Success)
            .Select(match => (
                int.Parse(match.Groups["from"].Value), int.Parse(match.Groups["to"].Value), match.Groups["project"].Value))];
        Assert.All(Events, found => Assert.Contains(
            ranges, range => range.Project == found.Project && range.From <= found.Id && found.Id <= range.To));
    }

    [GeneratedRegex(
        """\[LoggerMessage\(\s*(EventId = )?(?<id>\d+),\s*(LogLevel\.(?<level>\w+),)?\s*(Message = )?"(?<text>[^"]*)"\)\]""",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^\| \d{4} \| ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| (?<from>\d{4})–(?<to>\d{4}) \| `src/(?<project>\w+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Range();

    private sealed record LogEvent(int Id, string Level, string Text, string Project);
}
