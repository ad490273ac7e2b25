namespace DtnBox.DurableTask;

/// <summary>How inputs, results, events and statuses become JSON text. All durable functions of an app share one.</summary>
public abstract class DataConverter
{
    /// <summary>The JSON text, or null for null.</summary>
    public abstract string? Serialize(object? value);

    /// <summary>The value of a JSON text. No text and the text <c>null</c> both give null.</summary>
    public abstract object? Deserialize(string? data, Type targetType);

    public T? Deserialize<T>(string? data) => Deserialize(data, typeof(T)) is T value ? value : default;
}
