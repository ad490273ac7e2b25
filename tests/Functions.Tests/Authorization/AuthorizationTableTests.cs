using DtnBox.Contracts.Audit;
using DtnBox.Functions.Audit;
using DtnBox.Testing;

namespace DtnBox.Functions.Tests.Authorization;

/// <summary>Every endpoint, asked by every kind of caller: the application as it is, over HTTP, about things that are there.</summary>
public sealed class AuthorizationTableTests(AuthorizationRun run, ITestOutputHelper output) : IClassFixture<AuthorizationRun>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Table_EachCell_IsAnsweredAsItSays()
    {
        // script/test shows such a line also when the test passed.
        output.WriteLine($"report: {AuthorizationTable.Size(run.Endpoints.Count, run.Cells.Count)}");
        string[] wrong = [.. run.Cells.Where(cell => cell.Answered != cell.Expected).Select(cell => cell.ToString())];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Table_EachEndpoint_HasARowAndEachRowAnEndpoint()
        => Assert.Equal(
            run.Endpoints, AuthorizationTable.Rows.Select(row => row.Endpoint).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Table_EachDenial_HasOneEntryInTheAudit()
    {
        // The last ones are entered after their answer has gone.
        List<string> wrong = [];
        await Eventually.ThatAsync(
            async () =>
            {
                ILookup<string, AuditRow> entries = await run.AuditAsync();
                wrong = [.. run.Cells.Where(cell => !IsEntered(cell, entries[cell.Address])).Select(cell => $"{cell}")];
                return wrong.Count == 0 || entries.Count >= run.Cells.Count(cell => cell.IsDenial);
            },
            Soon,
            "the audit has all entries",
            Cancel);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public Task Page_OfTheTable_IsThisOne()
        => AuthorizationPage.CheckAsync(run.Endpoints.Count, run.Cells.Count, Cancel);

    /// <summary>One entry for what was refused, and none that says so for what was not.</summary>
    private static bool IsEntered(Cell cell, IEnumerable<AuditRow> entries)
        => entries.Count(entry => entry.Outcome == AuditOutcome.Denied) == (cell.IsDenial ? 1 : 0)
            && entries.All(entry => entry.Outcome != AuditOutcome.Unknown);
}
