using System.Runtime.CompilerServices;
using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace DtnBox.Functions.Orchestrations;

/// <summary>The orchestrations through the client that the host bound to the function that is running.</summary>
/// <remarks>
/// A host gives a client only to functions that ask for one by a binding: the API's function, the timers, and the activity
/// that stops commands. Each hands it over with <see cref="Use"/>, and it flows with that invocation's own thread of
/// control, as HttpContext does, to services that live as long as the process.
/// </remarks>
internal sealed class BoundOrchestrations : IOrchestrations
{
    private readonly AsyncLocal<DurableTaskClient?> _client = new();

    private DurableTaskClient Client => _client.Value ?? throw new InvalidOperationException(
        "No durable client is bound here: give the function a [DurableClient] parameter, and call Use with it first.");

    /// <summary>Makes a client the one of everything that the calling method goes on to call and await.</summary>
    public void Use(DurableTaskClient client) => _client.Value = client;

    public async Task<bool> StartAsync(string name, string instanceId, object input, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(client => client.ScheduleNewOrchestrationInstanceAsync(
                name, input, new StartOrchestrationOptions(instanceId), cancellationToken));
            return true;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return false;
        }
    }

    public Task<bool> RaiseAsync(
        string instanceId, string eventName, object payload, CancellationToken cancellationToken)
        => AcceptsAsync(client => client.RaiseEventAsync(instanceId, eventName, payload, cancellationToken));

    public Task<OrchestrationMetadata?> FindAsync(string instanceId, CancellationToken cancellationToken)
        => CallAsync(client => client.GetInstanceAsync(instanceId, getInputsAndOutputs: true, cancellationToken));

    public async IAsyncEnumerable<OrchestrationMetadata> ListAsync(
        OrchestrationQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using IAsyncEnumerator<OrchestrationMetadata> instances =
            Client.GetAllInstancesAsync(query).GetAsyncEnumerator(cancellationToken);
        while (await CallAsync(_ => instances.MoveNextAsync().AsTask()))
        {
            yield return instances.Current;
        }
    }

    public Task TerminateAsync(string instanceId, string reason, CancellationToken cancellationToken)
        => AcceptsAsync(client => client.TerminateInstanceAsync(instanceId, reason, cancellationToken));

    public async Task<bool> PurgeAsync(string instanceId, CancellationToken cancellationToken)
    {
        bool purged = false;
        await AcceptsAsync(async client =>
            purged = (await client.PurgeInstanceAsync(instanceId, cancellation: cancellationToken)).PurgedInstanceCount > 0);
        return purged;
    }

    /// <summary>Whether the other side takes what is asked; it refuses when the instance is not there, or not as it must be.</summary>
    private async Task<bool> AcceptsAsync(Func<DurableTaskClient, Task> call)
    {
        try
        {
            await CallAsync(async client =>
            {
                await call(client);
                return true;
            });
            return true;
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition)
        {
            return false;
        }
    }

    private async Task<TResult> CallAsync<TResult>(Func<DurableTaskClient, Task<TResult>> call)
    {
        try
        {
            return await call(Client);
        }
        catch (RpcException silent) when (silent.StatusCode is not (StatusCode.NotFound or StatusCode.FailedPrecondition
            or StatusCode.Cancelled or StatusCode.InvalidArgument))
        {
            throw new OrchestrationsUnreachableException(silent);
        }
    }
}
