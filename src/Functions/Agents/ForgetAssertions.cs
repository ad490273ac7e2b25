using DtnBox.Functions.Hosting;

namespace DtnBox.Functions.Agents;

/// <summary>Forgets used assertions that have expired.</summary>
internal sealed partial class ForgetAssertions(SpentAssertions spent, ILogger<ForgetAssertions> logger) : IRecurringTask
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        int forgotten = await spent.ForgetAsync(cancellationToken);
        if (forgotten > 0)
        {
            LogForgotten(forgotten);
        }
    }

    [LoggerMessage(2330, LogLevel.Debug, "Forgot {Count} assertions of agents that expired")]
    private partial void LogForgotten(int count);
}
