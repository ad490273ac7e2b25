namespace DtnBox.DurableTask;

/// <summary>The name of an orchestrator or activity: the name of its function. Compared without regard to case.</summary>
public readonly struct TaskName(string name) : IEquatable<TaskName>
{
    private readonly string? _name = name;

    public string Name => _name ?? string.Empty;

    public static implicit operator TaskName(string value) => new(value);

    public static implicit operator string(TaskName value) => value.Name;

    public static bool operator ==(TaskName left, TaskName right) => left.Equals(right);

    public static bool operator !=(TaskName left, TaskName right) => !left.Equals(right);

    public static TaskName FromString(string value) => new(value);

    public bool Equals(TaskName other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    public override string ToString() => Name;
}
