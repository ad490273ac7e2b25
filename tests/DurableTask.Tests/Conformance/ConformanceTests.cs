using DtnBox.DurableTask.Protocol;
using DtnBox.DurableTask.Replay;
using Google.Protobuf;

namespace DtnBox.DurableTask.Tests.Conformance;

public sealed class ConformanceTests
{
    /// <summary>The official worker's defaults, so that payloads can be compared byte by byte.</summary>
    private static readonly JsonDataConverter OfficialPayloads = new(new() { IncludeFields = true });

    public static TheoryData<string, int> Turns()
    {
        var turns = new TheoryData<string, int>();
        foreach (string name in RecordedTurn.Names())
        {
            for (int turn = 0; turn < RecordedTurn.Read(name).Count; turn++)
            {
                turns.Add(name, turn);
            }
        }

        return turns;
    }

    [Theory]
    [MemberData(nameof(Turns))]
    public void Run_RecordedTurn_AnswersAsRecorded(string name, int turn)
    {
        RecordedTurn recorded = RecordedTurn.Read(name)[turn];
        string[] expected = recorded.Response is { } response
            ? [.. ResponseText.Render(response, activityInputsAreArrays: true)]
            : [$"throws {recorded.Error!.Message}"];

        string[] actual = Answer(name, recorded.Request);

        if (DeliberateDifferences.Find(name, turn) is { } difference)
        {
            Assert.NotEqual(expected, actual);
            Assert.Equal(difference.Answer, actual[1..]);
        }
        else
        {
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void DeliberateDifferences_EveryEntry_NamesARecordedTurn()
        => Assert.All(
            DeliberateDifferences.Turns,
            difference => Assert.True(difference.Turn < RecordedTurn.Read(difference.Name).Count));

    [Theory]
    [MemberData(nameof(Turns))]
    public void Run_SameRequestTwice_AnswersTheSameBytes(string name, int turn)
    {
        RecordedTurn recorded = RecordedTurn.Read(name)[turn];
        if (recorded.Error is not null && DeliberateDifferences.Find(name, turn) is null)
        {
            Assert.Equal(Answer(name, recorded.Request), Answer(name, recorded.Request));
            return;
        }

        Assert.Equal(
            OrchestrationReplay.Run(recorded.Request, SampleOrchestrators.Find(name)).ToByteArray(),
            OrchestrationReplay.Run(recorded.Request, SampleOrchestrators.Find(name)).ToByteArray());
    }

    private static string[] Answer(string name, OrchestratorRequest request)
    {
        try
        {
            OrchestratorResponse response =
                OrchestrationReplay.Run(request, SampleOrchestrators.Find(name), OfficialPayloads);
            return [.. ResponseText.Render(response, activityInputsAreArrays: false)];
        }
        catch (InvalidOperationException refused)
        {
            return [$"throws {refused.Message}"];
        }
    }
}
