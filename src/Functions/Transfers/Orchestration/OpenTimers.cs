using Microsoft.DurableTask;

namespace DtnBox.Functions.Transfers.Orchestration;

/// <summary>The timers of one generation of an orchestration, which end with it.</summary>
/// <remarks>
/// The engine neither completes an orchestration nor continues it as new while a timer of it is open: a deadline next week
/// would keep a finished transfer's orchestration for a week. Dispose comes before the orchestrator returns.
/// </remarks>
internal sealed class OpenTimers(TaskOrchestrationContext context) : IDisposable
{
    private readonly CancellationTokenSource _generation = new();

    public Task After(TimeSpan delay) => context.CreateTimer(delay, _generation.Token);

    public Task At(DateTime due) => context.CreateTimer(due, _generation.Token);

    public void Dispose()
    {
        _generation.Cancel();
        _generation.Dispose();
    }
}
