using DtnBox.DurableTask.Replay;

namespace DtnBox.DurableTask.Tests.Replay;

public sealed class ActivityResultTests
{
    [Theory]
    [InlineData("{\"price\":12.50,\"at\":\"2026-01-01T00:00:00+02:00\"}")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public void Read_Success_GivesTheSameJson(string json)
    {
        string recorded = JsonDataConverter.Default.Serialize(ActivityResult.Succeeded(json))!;

        (string? result, TaskFailureDetails? failure) = ActivityResult.Read(recorded);

        Assert.Equal(json == "null" ? null : json, result);
        Assert.Null(failure);
    }

    [Fact]
    public void Read_Failure_KeepsEverything()
    {
        var failure = new TaskFailureDetails(
            "A.B", "msg", "at X", new TaskFailureDetails("C", "inner"), IsNonRetriable: true);

        string recorded = JsonDataConverter.Default.Serialize(ActivityResult.Failed(failure))!;

        Assert.Equal((null, failure), ActivityResult.Read(recorded));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{\"ok\":false}")]
    [InlineData("5")]
    [InlineData("\"plain\"")]
    [InlineData("\"{\\\"ok\\\":maybe}\"")]
    [InlineData("\"{\\\"ok\\\":false}\"")]
    [InlineData("\"unfinished")]
    public void Read_NotOurForm_IsTakenAsItIs(string? recorded)
        => Assert.Equal((recorded, null), ActivityResult.Read(recorded));
}
