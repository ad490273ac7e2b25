using DtnBox.Functions.Audit;
using Microsoft.Extensions.Time.Testing;

namespace DtnBox.Functions.Tests.Audit;

public sealed class DenialBudgetTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void TryTake_MoreThanTheBound_CountsTheRestUntilTheMinuteIsOver()
    {
        var budget = new DenialBudget(_time);
        Assert.Equal(DenialBudget.Most, Enumerable.Range(0, DenialBudget.Most + 3).Count(_ => budget.TryTake("a")));
        Assert.True(budget.IsSpent("a"));
        Assert.False(budget.IsSpent("b"));
        Assert.Empty(budget.TakeOver());
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(budget.IsSpent("a"));
        Assert.Equal(("a", 3L), Assert.Single(budget.TakeOver()));
        Assert.True(budget.TryTake("a"));
        Assert.Empty(budget.TakeOver(all: true));
    }

    [Fact]
    public void TryTake_AMinuteLaterBeforeAnybodyLooked_KeepsTheOldNumber()
    {
        var budget = new DenialBudget(_time);
        for (int i = 0; i < DenialBudget.Most + 2; i++)
        {
            budget.TryTake("a");
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(budget.TryTake("a"));
        Assert.Equal(("a", 3L), Assert.Single(budget.TakeOver()));
    }

    [Fact]
    public void TryTake_FromAllTheWorld_KeepsMemoryAndEntriesBounded()
    {
        var budget = new DenialBudget(_time);
        int entered = Enumerable.Range(0, 5 * DenialBudget.MostCallers).Count(i => budget.TryTake($"{i}"));
        Assert.Equal(DenialBudget.MostCallers + DenialBudget.Most, entered);
        Assert.Equal(
            (4 * DenialBudget.MostCallers) - DenialBudget.Most, Assert.Single(budget.TakeOver(all: true)).More);
    }
}
