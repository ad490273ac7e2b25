using System.Collections.Concurrent;
using System.Threading.Channels;
using DtnBox.FunctionsHost.TaskHub;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>Something to do for an instance.</summary>
internal sealed record WorkFor<T>(string InstanceId, T Work);

/// <summary>Where actors pin the work of stored episodes, and those who do it take it. Pinning never blocks.</summary>
/// <remarks>
/// Only a copy of what is in storage: what is lost with the process is pinned again at the next load. An instance that
/// is loaded anew after a failed write pins all of its rows again; what is being done already must not be done twice at
/// the same time, and a message not once more after its receipt was forgotten.
/// </remarks>
internal sealed class WorkBoard
{
    private readonly Channel<WorkFor<PendingActivity>> _activities = Channel.CreateUnbounded<WorkFor<PendingActivity>>();
    private readonly Channel<WorkFor<PendingTimer>> _timers = Channel.CreateUnbounded<WorkFor<PendingTimer>>();
    private readonly Channel<WorkFor<PendingMessage>> _messages = Channel.CreateUnbounded<WorkFor<PendingMessage>>();
    private readonly Channel<WorkFor<OutboxAddress>> _receipts = Channel.CreateUnbounded<WorkFor<OutboxAddress>>();

    // Row keys begin anew after a purge; the execution id keeps the rows of both lives apart.
    private readonly ConcurrentDictionary<(string InstanceId, string ExecutionId, string RowKey), bool> _underWay = new();

    public ChannelReader<WorkFor<PendingActivity>> Activities => _activities.Reader;

    public ChannelReader<WorkFor<PendingTimer>> Timers => _timers.Reader;

    public ChannelReader<WorkFor<PendingMessage>> Messages => _messages.Reader;

    /// <summary>Gets the receipts found at a load, whose senders may have finished long ago.</summary>
    public ChannelReader<WorkFor<OutboxAddress>> Receipts => _receipts.Reader;

    public void Run(string instanceId, PendingActivity work)
    {
        if (_underWay.TryAdd((instanceId, work.ExecutionId, work.RowKey), true))
        {
            Pin(_activities, HostMeter.Activities, new(instanceId, work));
        }
    }

    public void Schedule(string instanceId, PendingTimer work) => Pin(_timers, HostMeter.Timers, new(instanceId, work));

    public void Send(string instanceId, PendingMessage work)
    {
        if (_underWay.TryAdd((instanceId, work.SenderExecutionId, work.RowKey), true))
        {
            Pin(_messages, HostMeter.Messages, new(instanceId, work));
        }
    }

    public void Check(string instanceId, OutboxAddress receipt) => _receipts.Writer.TryWrite(new(instanceId, receipt));

    /// <summary>Takes note that the row of an activity or message is deleted, so that no load can pin it again.</summary>
    public void Done(string instanceId, string executionId, string rowKey)
        => _underWay.TryRemove((instanceId, executionId, rowKey), out _);

    private static void Pin<T>(Channel<WorkFor<T>> queue, string name, WorkFor<T> work)
    {
        // Counted first: whoever takes it may be faster than this method.
        HostMeter.Waits(name);
        queue.Writer.TryWrite(work);
    }
}
