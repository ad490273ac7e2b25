namespace DtnBox.DurableApp;

/// <summary>Where the app finds what tests tell it while it runs.</summary>
internal sealed record AppFiles(string Folder)
{
    public string PathOf(string name) => Path.Combine(Folder, name);
}

/// <summary>Stands for a deployment: what the code looks like since this process has started.</summary>
internal sealed class AppBuild(AppFiles files)
{
    public bool IsChanged { get; } = File.Exists(files.PathOf("changed"));
}

/// <summary>Stands for anything that differs from run to run.</summary>
internal sealed class TurnCount
{
    private int _turns;

    public int Next() => Interlocked.Increment(ref _turns);
}
