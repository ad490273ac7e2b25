namespace DtnBox.DurableTask;

/// <summary>The version of a task. <see cref="Unversioned"/> says "no version" where the default would be inherited.</summary>
public readonly record struct TaskVersion(string? Version)
{
    public static TaskVersion Unversioned { get; } = new(string.Empty);

    public static implicit operator TaskVersion(string value) => new(value);

    public static implicit operator string(TaskVersion value) => value.Version ?? string.Empty;

    public static TaskVersion FromString(string value) => new(value);

    public override string ToString() => Version ?? string.Empty;
}
