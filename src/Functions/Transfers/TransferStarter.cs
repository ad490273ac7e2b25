using DtnBox.Functions.Orchestrations;
using DtnBox.Functions.Transfers.Orchestration;

namespace DtnBox.Functions.Transfers;

/// <summary>Brings orchestrations to do what transfer rows say. Every call may be lost; the timer function repeats it.</summary>
internal sealed partial class TransferStarter(IOrchestrations orchestrations, ILogger<TransferStarter> logger)
{
    /// <summary>Starts the run that the row names. The instance id follows from the row, so starting twice is starting once.</summary>
    public async Task StartAsync(TransferRow row, CancellationToken cancellationToken)
    {
        try
        {
            if (!await orchestrations.StartAsync(
                nameof(TransferOrchestrator),
                row.GetInstanceId(),
                new TransferRun(row.GetId(), row.Run),
                cancellationToken))
            {
                LogRunsAlready(row.GetInstanceId());
            }
        }
        catch (OrchestrationsUnreachableException unreachable)
        {
            LogNotStarted(row.GetInstanceId(), unreachable);
        }
    }

    /// <summary>Tells the run of the row's last order.</summary>
    public Task TellAsync(TransferRow row, string order, CancellationToken cancellationToken)
        => TellAsync(row, order, new TransferOrder(row.Order), cancellationToken);

    /// <summary>Tells the run that its transfer's owner lacks a right; says whether that was accepted.</summary>
    public Task<bool> DenyAsync(TransferRow row, Contracts.Fault missing, CancellationToken cancellationToken)
        => TellAsync(row, RightsLost.EventName, new RightsLost(row.Order, missing), cancellationToken);

    private async Task<bool> TellAsync(TransferRow row, string order, object payload, CancellationToken cancellationToken)
    {
        try
        {
            bool told = await orchestrations.RaiseAsync(row.GetInstanceId(), order, payload, cancellationToken);
            if (!told)
            {
                LogNotTold(order, row.GetInstanceId(), exception: null);
            }

            return told;
        }
        catch (OrchestrationsUnreachableException unreachable)
        {
            LogNotTold(order, row.GetInstanceId(), unreachable);
            return false;
        }
    }

    [LoggerMessage(2210, LogLevel.Debug, "Orchestration {InstanceId} runs already")]
    private partial void LogRunsAlready(string instanceId);

    [LoggerMessage(2211, LogLevel.Warning, "Orchestration {InstanceId} could not be started; the timer will start it")]
    private partial void LogNotStarted(string instanceId, Exception exception);

    [LoggerMessage(2212, LogLevel.Warning, "{Order} did not reach orchestration {InstanceId}; the timer will see to it")]
    private partial void LogNotTold(string order, string instanceId, Exception? exception);
}
