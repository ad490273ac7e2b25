using DtnBox.DurableTask.Protocol;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace DtnBox.DurableTask.Tests.Replay;

/// <summary>Bytes that code generated from the official <c>.proto</c> has written.</summary>
public sealed class ProtocolTests
{
    [Fact]
    public void Response_Completion_HasTheOfficialBytes()
    {
        var end = new CompleteOrchestrationAction
        {
            OrchestrationStatus = OrchestrationStatus.Completed,
            Result = "\"ok\"",
        };
        var response = new OrchestratorResponse
        {
            InstanceId = "abc",
            Actions = { new OrchestratorAction { CompleteOrchestration = end } },
        };

        Assert.Equal("CgNhYmMSDDIKCAESBgoEIm9rIg==", response.ToByteString().ToBase64());
    }

    [Fact]
    public void Response_ActivityAndStatus_HasTheOfficialBytes()
    {
        var call = new ScheduleTaskAction { Name = "Hello", Input = "\"x\"" };
        var response = new OrchestratorResponse
        {
            InstanceId = "abc",
            Actions = { new OrchestratorAction { ScheduleTask = call } },
            CustomStatus = "\"s\"",
        };

        Assert.Equal("CgNhYmMSEBIOCgVIZWxsbxoFCgMieCIaBQoDInMi", response.ToByteString().ToBase64());
    }

    [Fact]
    public void Request_Start_HasTheOfficialBytes()
    {
        Timestamp time = Timestamp.FromDateTime(new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var start = new ExecutionStartedEvent
        {
            Name = "Orch",
            Input = "\"in\"",
            OrchestrationInstance = new OrchestrationInstance { InstanceId = "abc", ExecutionId = "e1" },
        };
        var request = new OrchestratorRequest
        {
            InstanceId = "abc",
            NewEvents =
            {
                new HistoryEvent { EventId = -1, Timestamp = time, OrchestratorStarted = new OrchestratorStartedEvent() },
                new HistoryEvent { EventId = -1, Timestamp = time, ExecutionStarted = start },
            },
        };

        Assert.Equal(
            "CgNhYmMiFQj///////////8BEgYIgIHIrAZyACIwCP///////////wESBgiAgcisBhobCgRPcmNoGgYKBCJpbiIiCwoDYWJjEgQKAmUx",
            request.ToByteString().ToBase64());
    }
}
