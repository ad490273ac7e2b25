using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Content = DtnBox.FunctionsHost.Rpc.TypedData.DataOneofCase;
using Status = DtnBox.FunctionsHost.Rpc.StatusResult.Types.Status;

namespace DtnBox.FunctionsHost.Jobs;

/// <summary>Carries what is to be run to the worker, and its answer back.</summary>
/// <remarks>Public, like the methods that call it, because the WebJobs SDK runs public methods of public classes only.</remarks>
public sealed class FunctionCalls
{
    private readonly WorkerSupervisor _workers;

    internal FunctionCalls(WorkerSupervisor workers) => _workers = workers;

    /// <summary>Gets the text of durable client bindings, once the extension has made it.</summary>
    internal TaskCompletionSource<string> DurableClient { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs a function with the trigger's value and, for an activity, the orchestration's id; gives its return value.</summary>
    public async Task<object?> CallAsync(string function, object?[] arguments, CancellationToken cancellationToken)
    {
        RunningWorker worker = await _workers.WorkerAsync(cancellationToken);
        WorkerFunction called = worker.Functions[function];
        InvocationRequest request = await RequestAsync(called, Input(arguments[0]), cancellationToken);
        if (arguments.ElementAtOrDefault(1) is string instanceId)
        {
            request.TriggerMetadata["instanceId"] = new TypedData { String = instanceId };
        }

        InvocationResponse response = await InvokeAsync(worker, request, cancellationToken);
        return response.Result.Status == Status.Success ? Output(response.ReturnValue) : throw new FunctionFailedException(response.Result);
    }

    /// <summary>A call of a function with all of its inputs.</summary>
    internal async Task<InvocationRequest> RequestAsync(WorkerFunction function, TypedData trigger, CancellationToken cancellationToken)
    {
        var request = new InvocationRequest
        {
            InvocationId = Guid.NewGuid().ToString(),
            FunctionId = function.Metadata.FunctionId,
            // The worker reads it without a look whether it is there.
            TraceContext = new() { TraceParent = Activity.Current?.Id ?? "", TraceState = Activity.Current?.TraceStateString ?? "" },
            InputData = { new ParameterBinding { Name = function.Trigger.Name, Data = trigger } },
        };
        foreach (string client in function.Clients)
        {
            string text = await DurableClient.Task.WaitAsync(cancellationToken);
            request.InputData.Add(new ParameterBinding { Name = client, Data = new() { String = text } });
        }

        return request;
    }

    /// <summary>Sends a call. A cancellation is passed on, and the answer waited for all the same.</summary>
    internal static async Task<InvocationResponse> InvokeAsync(
        RunningWorker worker, InvocationRequest request, CancellationToken cancellationToken)
    {
        Task<StreamingMessage> answer = worker.Channel.AskAsync(new() { InvocationRequest = request });
        await using CancellationTokenRegistration registered = cancellationToken.Register(() =>
            worker.Channel.Send(new() { InvocationCancel = new() { InvocationId = request.InvocationId } }));
        return (await answer).InvocationResponse;
    }

    private static TypedData Input(object? argument) => argument switch
    {
        null => new(),
        TimerInfo timer => new() { Json = JsonConvert.SerializeObject(new { timer.ScheduleStatus, timer.IsPastDue }) },
        _ => new() { String = (string)argument },
    };

    private static object? Output(TypedData? value) => value?.DataCase switch
    {
        // Not parsed: dates and long numbers stay as the app wrote them.
        Content.Json => new JRaw(value.Json),
        Content.String => value.String,
        Content.Bytes => value.Bytes.ToByteArray(),
        _ => null,
    };
}

/// <summary>The failure of a function in the worker, in the words of Microsoft's host: the extension takes them apart again.</summary>
internal sealed class FunctionFailedException(StatusResult result)
    : Exception($"Result: {result.Status}\nException: {result.Exception?.Message}\nStack: {result.Exception?.StackTrace}");

/// <summary>Run once by the host: the extension makes the text by which workers find its service for clients.</summary>
public sealed class DurableClientCapture(FunctionCalls calls)
{
    [NoAutomaticTrigger]
    [FunctionName(nameof(DurableClientCapture))]
    public void Capture([DurableClient(DurableRequiresGrpc = true)] string client) => calls.DurableClient.TrySetResult(client);
}
