using DtnBox.Functions.Hosting;

namespace DtnBox.Functions.Browse;

/// <summary>Removes questions whose asker died while they waited.</summary>
internal sealed class SweepQuestions(QuestionChannel questions) : IRecurringTask
{
    /// <summary>Long after anybody waits, and long enough for clocks that differ.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(10);

    public Task RunAsync(CancellationToken cancellationToken)
        => questions.SweepAsync(Age, cancellationToken);
}
