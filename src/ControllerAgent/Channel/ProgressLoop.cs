using DtnBox.Contracts.Agents;
using DtnBox.ControllerAgent.ControlPlane;
using DtnBox.ControllerAgent.Enrollment;
using DtnBox.Transfer;
using Microsoft.Extensions.Options;

namespace DtnBox.ControllerAgent.Channel;

/// <summary>Reports everything in hand about every second and obeys the answer; with nothing in hand, every ten.</summary>
internal sealed partial class ProgressLoop(
    CommandCalls calls,
    CommandsInHand inHand,
    TuningReports tuning,
    TransferLimits limits,
    KeyRotation keys,
    IOptions<AgentOptions> options,
    TimeProvider time,
    ILogger<ProgressLoop> logger)
{
    private static readonly TimeSpan IdleGap = TimeSpan.FromSeconds(10);

    /// <summary>Well below the 30 s of a lease, so that one answered report in time keeps what is in hand.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(5);

    private int _failures;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long? last = null;
        while (true)
        {
            IReadOnlyList<CommandProgress> report = inHand.Report();
            if (report.Count > 0 || last is null || time.GetElapsedTime(last.Value) >= IdleGap)
            {
                await ReportAsync(report, cancellationToken);
                last = time.GetTimestamp();
            }

            await Task.Delay(Gap(), time, cancellationToken);
        }
    }

    private TimeSpan Gap()
    {
        TimeSpan gap = _failures == 0 ? TimeSpan.Zero : Patience.Delay(_failures);
        gap = gap < LongestGap ? gap : LongestGap;
        return gap > options.Value.Heartbeat ? gap : options.Value.Heartbeat;
    }

    private async Task ReportAsync(IReadOnlyList<CommandProgress> commands, CancellationToken cancellationToken)
    {
        IReadOnlyList<CommandProgress> report = tuning.Attach(commands);
        try
        {
            ProgressAnswer answer = await calls.ReportAsync(report, cancellationToken);
            if (_failures > 0)
            {
                LogHeardAgain(_failures);
                _failures = 0;
            }

            Obey(report, answer);
        }
        catch (Exception fault) when (fault is NotNowException or RequestRefusedException or LeaseLostException)
        {
            tuning.PutBack(report);
            LogNotHeard(_failures == 0 ? LogLevel.Warning : LogLevel.Debug, fault.Message);
            _failures++;
        }
    }

    private void Obey(IReadOnlyList<CommandProgress> report, ProgressAnswer answer)
    {
        if (answer.Caps is { } caps)
        {
            limits.Apply(caps);
        }

        if (answer.RotateKey)
        {
            keys.Ask();
        }

        Dictionary<string, CommandProgress> reported = report.ToDictionary(command => command.CommandId);
        foreach (CommandDirective order in answer.Directives)
        {
            if (reported.TryGetValue(order.CommandId, out CommandProgress? command))
            {
                inHand.Obey(command, order.Directive);
            }
        }
    }
}
