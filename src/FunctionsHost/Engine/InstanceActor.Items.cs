namespace DtnBox.FunctionsHost.Engine;

/// <content>What lies in the mailbox.</content>
internal sealed partial class InstanceActor
{
    private abstract class Item;

    private sealed class Append(Func<InstanceState, AppendOutcome> decide) : Item
    {
        public Func<InstanceState, AppendOutcome> Decide { get; } = decide;

        public TaskCompletionSource<AppendOutcome> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public AppendOutcome Outcome { get; set; }
    }

    private sealed class EpisodeEnd(EpisodeResult result) : Item
    {
        public EpisodeResult Result { get; } = result;
    }

    private sealed class EpisodeIsSlow : Item;
}
