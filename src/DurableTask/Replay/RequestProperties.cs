using Google.Protobuf.WellKnownTypes;

namespace DtnBox.DurableTask.Replay;

/// <summary>What a host says about a turn, as plain values.</summary>
internal static class RequestProperties
{
    public const string DefaultVersion = "defaultVersion";
    public const string IncludeState = "IncludeState";

    public static IReadOnlyDictionary<string, object?> Read(IEnumerable<KeyValuePair<string, Value>> properties)
        => properties.ToDictionary(property => property.Key, property => ToObject(property.Value));

    private static object? ToObject(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.StringValue => value.StringValue,
        Value.KindOneofCase.NumberValue => value.NumberValue,
        Value.KindOneofCase.BoolValue => value.BoolValue,
        Value.KindOneofCase.ListValue => value.ListValue.Values.Select(ToObject).ToArray(),
        Value.KindOneofCase.StructValue => Read(value.StructValue.Fields),
        _ => null,
    };
}
