using DtnBox.DurableTask.Protocol;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace DtnBox.TestApp;

/// <summary>An answer that no sound handler gives, written to the wire as it is.</summary>
internal sealed class Garbage(string kind) : IResult
{
    private const int PromisedBytes = 1000;

    /// <summary>Answers a turn of the orchestrator GarbageTurn, whose input names the kind.</summary>
    public static IResult For(OrchestratorRequest turn)
    {
        string kind = Replay.Parse<string>(
            turn.PastEvents.Concat(turn.NewEvents).First(e => e.ExecutionStarted is not null).ExecutionStarted.Input);
        if (kind is "not base64" or "not protobuf")
        {
            return Returned(kind == "not base64" ? "*" : "/////w==");
        }

        var response = new OrchestratorResponse { InstanceId = turn.InstanceId };
        if (!Fill(response, kind))
        {
            return new Garbage(kind);
        }

        return Returned(Convert.ToBase64String(response.ToByteArray()));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.ContentType = kind == "plain text" ? "text/plain" : "application/json";
        byte[] body = kind switch
        {
            "plain text" => "{}"u8.ToArray(),
            "broken JSON" => "{\"ReturnValue\":"u8.ToArray(),
            "array" => "[]"u8.ToArray(),
            "empty" => [],
            "null" => "null"u8.ToArray(),
            "half a character" => "{\"ReturnValue\":\"\\ud800\"}"u8.ToArray(),
            "half a character inside" => "{\"ReturnValue\":{\"a\":[\"\\ud800\"]}}"u8.ToArray(),
            "half a character in the log" => "{\"Logs\":[\"\\ud800\"],\"ReturnValue\":null}"u8.ToArray(),
            "not UTF-8" => [.. "{\"ReturnValue\":\""u8, 0xFF, 0xFE, .. "\"}"u8],
            "cut off" => "{\"ReturnValue\":\""u8.ToArray(),
            _ => throw new InvalidOperationException($"There is no garbage '{kind}'."),
        };
        if (kind == "cut off")
        {
            response.ContentLength = PromisedBytes;
        }

        await response.Body.WriteAsync(body, httpContext.RequestAborted);
        await response.Body.FlushAsync(httpContext.RequestAborted);
        if (kind == "cut off")
        {
            httpContext.Abort();
        }
    }

    private static IResult Returned(string value)
        => Results.Json(new { Outputs = new { }, Logs = Array.Empty<string>(), ReturnValue = value });

    private static bool Fill(OrchestratorResponse response, string kind)
    {
        switch (kind)
        {
            case "other instance":
                response.InstanceId = "somebody-else";
                Add(response, 0, Completed("mine"));
                return true;
            case "same id twice":
                Add(response, 7, Scheduled());
                Add(response, 7, Scheduled());
                Add(response, 8, Completed("done"));
                return true;
            case "descending ids":
                Add(response, 9, Scheduled());
                Add(response, 3, Completed("done"));
                return true;
            case "unknown action":
                Add(response, 0, new OrchestratorAction());
                return true;
            case "completed twice":
                Add(response, 0, Completed("first"));
                Add(response, 1, Completed("second"));
                return true;
            case "completed as running":
                Add(response, 0, new OrchestratorAction { CompleteOrchestration = new CompleteOrchestrationAction() });
                return true;
            case "timer without a time":
                Add(response, 0, new OrchestratorAction { CreateTimer = new CreateTimerAction() });
                return true;
            case "timer after the end of time":
                var never = new Timestamp { Seconds = long.MaxValue };
                Add(response, 0, new OrchestratorAction { CreateTimer = new CreateTimerAction { FireAt = never } });
                return true;
            case "event to nobody":
                Add(response, 0, new OrchestratorAction { SendEvent = new SendEventAction { Name = "e" } });
                return true;
            case "child without an id":
                Add(response, 0, new OrchestratorAction { CreateSubOrchestration = new CreateSubOrchestrationAction { Name = "Echo" } });
                return true;
            default:
                return false;
        }
    }

    private static void Add(OrchestratorResponse response, int id, OrchestratorAction action)
    {
        action.Id = id;
        response.Actions.Add(action);
    }

    private static OrchestratorAction Scheduled()
        => new() { ScheduleTask = new ScheduleTaskAction { Name = "Number", Input = "1" } };

    private static OrchestratorAction Completed(string result) => new()
    {
        CompleteOrchestration = new CompleteOrchestrationAction
        {
            OrchestrationStatus = OrchestrationStatus.Completed,
            Result = Replay.Json(result),
        },
    };
}
