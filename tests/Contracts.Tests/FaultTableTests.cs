using System.Reflection;
using DtnBox.Testing;

namespace DtnBox.Contracts.Tests;

/// <summary>docs/faults.md, the codes and the table of classes say the same.</summary>
public sealed class FaultTableTests
{
    private static readonly string[][] Rows =
    [
        .. File.ReadLines(Path.Combine(RepositoryPaths.Root, "docs", "faults.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    [Fact]
    public void ByCode_HasEveryCode()
        => Assert.Equal(
            typeof(FaultCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal),
            FaultClasses.ByCode.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Page_Codes_AreThoseOfTheTable()
        => Assert.Equal(
            FaultClasses.ByCode.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"`{entry.Key}` {entry.Value}"),
            Rows.Where(row => row is [['`', ..], _]).Select(row => $"{row[0]} {row[1]}"));

    [Fact]
    public void Page_Budgets_AreThoseOfTheTable()
        => Assert.Equal(
            Enum.GetValues<FaultClass>().Select(faultClass => (faultClass, Budget: FaultClasses.Budget(faultClass))).Select(entry => string.Join(
                " | ",
                entry.faultClass,
                entry.Budget.CallTries,
                entry.Budget.CallPause,
                $"{entry.Budget.LongestCallPause.TotalSeconds} s",
                entry.Budget.ChunkTries,
                $"{entry.Budget.ChunkPause.TotalSeconds} s",
                entry.Budget.Parks ? "parks" : "fails",
                entry.Budget.Help)),
            Rows.Where(row => row.Length == 8 && row[0] != "class").Select(row => string.Join(" | ", row)));

    [Theory]
    [InlineData(FaultCodes.StoreError, true, FaultClass.Transient)]
    [InlineData(FaultCodes.StoreError, false, FaultClass.Permanent)]
    [InlineData(FaultCodes.StoreUnreachable, false, FaultClass.Permanent)]
    [InlineData(FaultCodes.ChecksumMismatch, false, FaultClass.Transient)]
    [InlineData("code of a later release", false, FaultClass.Permanent)]
    public void Of_AFault_KnowsWhetherTimeHelps(string code, bool transient, FaultClass expected)
        => Assert.Equal(expected, FaultClasses.Of(new Fault(code, "", "", transient)));
}
