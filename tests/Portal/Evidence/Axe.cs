using System.Text.Json;
using DtnBox.Testing;
using Microsoft.Playwright;

namespace DtnBox.Portal.Tests.Evidence;

/// <summary>axe-core, which finds what keeps people with disabilities out of a page.</summary>
internal static class Axe
{
    private const int Examples = 4;

    private static readonly string Script = File.ReadAllText(
        Path.Combine(RepositoryPaths.Root, "src", "StaticPortal", "node_modules", "axe-core", "axe.min.js"));

    private const string Run =
        """
        async () => (await axe.run(document, {
            resultTypes: ['violations'],
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        })).violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(node => `${node.target} ${node.failureSummary}`) }))
        """;

    /// <summary>Fails with rule, element and advice for each violation of WCAG 2.2 A and AA and of axe's best practice.</summary>
    public static async Task FindsNothingAsync(IPage page, string screen)
    {
        // The debugger's way in, which no content security policy closes: the page keeps its own.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Script);
        }

        JsonElement violations = (await page.EvaluateAsync(Run))!.Value;
        Assert.True(violations.GetArrayLength() == 0, $"{screen} is not for everybody:\n{string.Join('\n', violations.EnumerateArray().Select(Describe))}");
    }

    private static string Describe(JsonElement violation)
    {
        JsonElement nodes = violation.GetProperty("nodes");
        return $"{violation.GetProperty("id")}: {violation.GetProperty("help")}, {nodes.GetArrayLength()} times, among them\n  "
            + string.Join("\n  ", nodes.EnumerateArray().Take(Examples));
    }
}
