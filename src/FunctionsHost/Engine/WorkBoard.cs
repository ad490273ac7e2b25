using System.Threading.Channels;
using DtnBox.FunctionsHost.TaskHub;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>Something to do for an instance.</summary>
internal sealed record WorkFor<T>(string InstanceId, T Work);

/// <summary>Where actors pin the work of stored episodes, and those who do it take it. Pinning never blocks.</summary>
/// <remarks>Only a copy of what is in storage: what is lost with the process is pinned again at the next load.</remarks>
internal sealed class WorkBoard
{
    private readonly Channel<WorkFor<PendingActivity>> _activities = Channel.CreateUnbounded<WorkFor<PendingActivity>>();
    private readonly Channel<WorkFor<PendingTimer>> _timers = Channel.CreateUnbounded<WorkFor<PendingTimer>>();
    private readonly Channel<WorkFor<PendingMessage>> _messages = Channel.CreateUnbounded<WorkFor<PendingMessage>>();
    private readonly Channel<WorkFor<OutboxAddress>> _receipts = Channel.CreateUnbounded<WorkFor<OutboxAddress>>();

    public ChannelReader<WorkFor<PendingActivity>> Activities => _activities.Reader;

    public ChannelReader<WorkFor<PendingTimer>> Timers => _timers.Reader;

    public ChannelReader<WorkFor<PendingMessage>> Messages => _messages.Reader;

    /// <summary>Gets the receipts found at a load, whose senders may have finished long ago.</summary>
    public ChannelReader<WorkFor<OutboxAddress>> Receipts => _receipts.Reader;

    public void Run(string instanceId, PendingActivity work) => Pin(_activities, HostMeter.Activities, new(instanceId, work));

    public void Schedule(string instanceId, PendingTimer work) => Pin(_timers, HostMeter.Timers, new(instanceId, work));

    public void Send(string instanceId, PendingMessage work) => Pin(_messages, HostMeter.Messages, new(instanceId, work));

    public void Check(string instanceId, OutboxAddress receipt) => _receipts.Writer.TryWrite(new(instanceId, receipt));

    private static void Pin<T>(Channel<WorkFor<T>> queue, string name, WorkFor<T> work)
    {
        // Counted first: whoever takes it may be faster than this method.
        HostMeter.Waits(name);
        queue.Writer.TryWrite(work);
    }
}
