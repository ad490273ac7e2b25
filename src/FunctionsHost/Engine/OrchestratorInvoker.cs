using System.Text.Json;
using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.Configuration;
using DtnBox.FunctionsHost.Handler;
using Google.Protobuf;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>Sends one turn to the handler: base64 protobuf there and back.</summary>
internal sealed class OrchestratorInvoker(FunctionsApp app, HandlerClient handler, TimeProvider time)
{
    /// <summary>Gives the worker's answer, or one that fails the orchestration when the handler failed the turn.</summary>
    /// <exception cref="TurnAbortedException">The turn must be delivered again.</exception>
    public async Task<OrchestratorResponse> InvokeAsync(
        string name, OrchestratorRequest request, CancellationToken cancellationToken)
    {
        if (app.FindOrchestrator(name) is not { } function)
        {
            return Fail(Failure.Completion(
                "System.InvalidOperationException", $"Orchestrator function '{name}' does not exist in this app."));
        }

        string text = InvocationBody.Quote(Convert.ToBase64String(request.ToByteArray()));
        ReadOnlyMemory<byte> body = InvocationBody.Write(
            function.Name, time.GetUtcNow(), data => data.WriteString(function.Binding, text));
        try
        {
            OrchestratorResponse response = Parse(await handler.InvokeAsync(function.Name, body, cancellationToken));
            if (response.RequiresHistory
                || response.Actions.Any(a => a.CompleteOrchestration is { } c && Failure.AsksForRedelivery(c)))
            {
                throw new TurnAbortedException("the worker asked for the turn to be delivered again");
            }

            return response;
        }
        catch (FunctionTimeoutException e)
        {
            throw new TurnAbortedException(e.Message);
        }
        catch (InvocationFailedException e)
        {
            CompleteOrchestrationAction completion = Failure.Completion("", Failure.Reason(function.Name));
            completion.FailureDetails = Failure.Details(function.Name, e);
            return Fail(completion);
        }
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
        catch (Exception e) when (e is FormatException or InvalidProtocolBufferException)
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
