using DtnBox.Cli.Text;

namespace DtnBox.Cli.Hub;

/// <summary>An order that changes how an instance runs.</summary>
/// <param name="Id">Whom it is for.</param>
/// <param name="Order">What the management API and the verb call it.</param>
/// <param name="Reason">Why it is given.</param>
/// <param name="HasEffect">Whether an instance shows its effect.</param>
internal sealed record HubSteering(string Id, string Order, string? Reason, Func<HubInstance, bool> HasEffect)
{
    public static async Task<int> RunAsync(
        HubSession session, HubSteering steering, HubWait wait, CancellationToken cancellationToken)
    {
        await session.Hub.SteerAsync(steering.Id, steering.Order, steering.Reason, cancellationToken);
        HubInstance? after = wait.IsAsked(session)
            ? await wait.UntilAsync(session, steering.Id, steering.HasEffect, cancellationToken)
            : null;
        await session.ShowAsync(
            new HubOrder(steering.Id, steering.Order, after?.Status),
            order => Printable.From(order.RuntimeStatus is { } status
                ? $"{order.InstanceId} is {status}."
                : $"Queued: {order.Order} {order.InstanceId}. Add --wait to see it done, or look with: dtnbox hub show {order.InstanceId}"));
        return ExitCodes.Ok;
    }
}
