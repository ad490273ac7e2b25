using System.Text.Json;
using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.Configuration;
using DtnBox.FunctionsHost.Handler;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>Sends one turn to the handler: base64 protobuf there and back.</summary>
internal sealed partial class OrchestratorInvoker(
    FunctionsApp app, HandlerClient handler, TimeProvider time, ILogger<OrchestratorInvoker> logger)
{
    /// <summary>Gives the worker's answer, or one that fails the orchestration when the handler failed the turn.</summary>
    /// <exception cref="TurnAbortedException">The turn must be delivered again.</exception>
    public async Task<OrchestratorResponse> InvokeAsync(
        ExecutionStartedEvent started, OrchestratorRequest request, CancellationToken cancellationToken)
    {
        if (app.FindOrchestrator(started.Name) is not { } function)
        {
            return Fail(Failure.Completion(
                "System.InvalidOperationException", $"Orchestrator function '{started.Name}' does not exist in this app."));
        }

        if (app.Host.Versioning.Mismatch(started.Version) is { } mismatch)
        {
            return app.Host.Versioning.Failure == VersionFailureStrategy.Fail
                ? Fail(Failure.VersionMismatch(mismatch))
                : throw new TurnAbortedException(mismatch);
        }

        if (app.Host.Versioning.DefaultVersion is { } version)
        {
            request.Properties["defaultVersion"] = Value.ForString(version);
        }

        try
        {
            OrchestratorResponse response = await SendAsync(function, request, cancellationToken);
            return app.Arguments.ChecksReplay
                ? Compare(function, response, await SendAsync(function, request, cancellationToken))
                : response;
        }
        catch (FunctionTimeoutException e)
        {
            throw new TurnAbortedException(e.Message);
        }
        catch (InvocationFailedException e)
        {
            LogFailed(request.InstanceId, function.Name, e.Message);
            CompleteOrchestrationAction completion = Failure.Completion("", Failure.Reason(function.Name));
            completion.FailureDetails = Failure.Details(function.Name, e);
            return Fail(completion);
        }
    }

    private async Task<OrchestratorResponse> SendAsync(
        OrchestratorFunction function, OrchestratorRequest request, CancellationToken cancellationToken)
    {
        byte[] message = request.ToByteArray();
        HostMeter.Replay(request, message);
        string text = InvocationBody.Quote(Convert.ToBase64String(message));
        ReadOnlyMemory<byte> body = InvocationBody.Write(
            function.Name, time.GetUtcNow(), data => data.WriteString(function.Binding, text));
        OrchestratorResponse response = Parse(await handler.InvokeAsync(function.Name, body, cancellationToken));
        if (AnswerCheck.Fault(request.InstanceId, response) is { } fault)
        {
            throw new InvocationFailedException(InvocationFailedException.InvalidOperation, fault);
        }

        return response.RequiresHistory
            || response.Actions.Any(a => a.CompleteOrchestration is { } c && Failure.AsksForRedelivery(c))
            ? throw new TurnAbortedException("the worker asked for the turn to be delivered again")
            : response;
    }

    private OrchestratorResponse Compare(OrchestratorFunction function, OrchestratorResponse first, OrchestratorResponse second)
    {
        if (ReplayComparison.Difference(first, second) is not { } difference)
        {
            return first;
        }

        LogReplayDiffers(function.Name, first.InstanceId, difference);
        return Fail(Failure.Completion(
            "NonDeterministicOrchestrationException",
            $"The replay check sent the same turn twice, and the answers differ: {difference}"));
    }

    private static OrchestratorResponse Parse(JsonElement? returned)
    {
        try
        {
            if (returned is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } base64)
            {
                return OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(base64));
            }
        }
        catch (Exception e) when (e is FormatException or InvalidProtocolBufferException or InvalidOperationException)
        {
            throw new InvocationFailedException(
                InvocationFailedException.InvalidOperation, $"The ReturnValue is no OrchestratorResponse: {e.Message}");
        }

        throw new InvocationFailedException(
            InvocationFailedException.InvalidOperation, "The function invocation resulted in a null response.");
    }

    // The id is beyond any counter of a worker, which never sees a completion of the host's own.
    private static OrchestratorResponse Fail(CompleteOrchestrationAction completion)
        => new() { Actions = { new OrchestratorAction { Id = -1, CompleteOrchestration = completion } } };
}

/// <summary>Nothing of the turn counts; its messages stay where they are.</summary>
internal sealed class TurnAbortedException(string reason) : Exception($"Turn aborted: {reason}.");
