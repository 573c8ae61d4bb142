using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Kernel.Http;

/// <summary>Reads a body of JSON once before its endpoint does: text is cleaned, nothing is longer than it may be, a list has no holes, and a word of a list of ours is one, whatever record it is read into.</summary>
internal static class JsonDoor
{
    /// <summary>JSON may be a megabyte, wherever it is sent; only uploads may be as large as the server allows.</summary>
    internal const int Most = 1024 * 1024;

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Null when the endpoint may read the body; what is no JSON is left to it, which says where it breaks.</summary>
    public static async Task<Problem?> CleanAsync(HttpContext context)
    {
        if (!HasOurCharset(context.Request))
        {
            return UnsupportedType();
        }

        if (await ReadAsync(context.Request, context.RequestAborted) is not { } body)
        {
            return new Problem(StatusCodes.Status413PayloadTooLarge, "too-large", Phrase.Of("请求内容太大"));
        }

        var json = new ReadOnlyMemory<byte>(body.GetBuffer(), 0, (int)body.Length);
        json = json.Span.StartsWith(Mark) ? json[Mark.Length..] : json; // Only the framework's reader skips it.
        if (json.Span.Trim(" \t\r\n"u8).SequenceEqual("null"u8) && context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is { IsOptional: false })
        {
            return new Problem(StatusCodes.Status400BadRequest, "bad-request", Phrase.Of("请求内容是 null，这里要一个 JSON 对象；写哪些字段，请看接口文档。"));
        }

        var (dirty, refused) = Inspect(json.Span, context);
        if (refused is not null)
        {
            return refused;
        }

        context.Request.Body = new MemoryStream(dirty ? Rewrite(json.Span) : json.ToArray());
        context.Request.ContentLength = context.Request.Body.Length;
        return null;
    }

    internal static Problem UnsupportedType() => new(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", Phrase.Of("不支持这种内容类型"));

    private static async Task<MemoryStream?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (var read = await request.Body.ReadAsync(buffer, ct); read > 0; read = await request.Body.ReadAsync(buffer, ct))
        {
            if (body.Length + read > Most)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body;
    }

    // UTF-8 is what JSON is written in; the framework would fail over a name it does not know, and over quotes around one that it does.
    private static bool HasOurCharset(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Charset.HasValue)
        {
            return true;
        }

        if (!type.Charset.AsSpan().Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        type.Charset = "utf-8";
        request.ContentType = type.ToString();
        return true;
    }

    private static (bool Dirty, Problem? Refused) Inspect(ReadOnlySpan<byte> json, HttpContext context)
    {
        var (lists, longest) = (WordDoor.ListsOf(context.GetEndpoint()), LengthDoor.MostOf(context.GetEndpoint()));
        var reader = new Utf8JsonReader(json);
        var path = new JsonPath();
        var dirty = false;
        try
        {
            while (reader.Read())
            {
                path.Follow(ref reader);
                var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                if (reader.TokenType == JsonTokenType.Null && path.IsInList)
                {
                    return (false, Problems.Invalid(path.ToString(), Phrase.Of("列表里不能有空的一项")));
                }

                if (longest is not null && TooLong(reader.TokenType, text, path, longest) is var (message, most))
                {
                    return (false, Problems.Invalid(path.ToString(), context.RequestServices.GetRequiredService<IStringLocalizer>()[message, most]));
                }

                if (text is { Length: >= 10 and <= 40 } && IsStrayDate(text))
                {
                    return (false, Problems.Invalid(path.ToString(), Phrase.Of("请看看年份，要在 1900 到 2199 之间")));
                }

                if (text is not null && lists is not null && path.Field is { } field && lists.TryGetValue(field, out var words) && !Array.Exists(words, list => WordDoor.IsWord(list, text)))
                {
                    return (false, Problems.Invalid(path.ToString(), Phrase.Of("这一项没有填，或者填得不对")));
                }

                dirty |= text is not null && CleanText.Of(text) != text;
            }

            return (dirty, null);
        }
        catch (JsonException)
        {
            return (false, null);
        }
        catch (InvalidOperationException) // Text that is none: half of a pair, or bytes that are no UTF-8. A reader that skips it would skip this door.
        {
            return (false, Problems.MalformedJson());
        }
    }

    /// <summary>A source phrase and how much there may be; null when it is not more.</summary>
    private static (string Message, int Most)? TooLong(JsonTokenType token, string? text, JsonPath path, IReadOnlyDictionary<string, Longest> longest) =>
        text is null && token != JsonTokenType.EndArray || path.Field is not { } field || !longest.TryGetValue(field, out var own) ? null
        : text is null ? path.Items > own.Most ? (own.Message ?? Phrase.Of("最多 {0} 项"), own.Most) : null
        : ShortWords.IsLonger(CleanText.Of(text), own.Most) ? (own.Message ?? Phrase.Of("最多 {0} 个字"), own.Most) : null;

    /// <summary>A whole text in the shape of a date, of a year nobody means.</summary>
    private static bool IsStrayDate(string text) =>
        DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && !day.IsMeant()
        && (text.Length == 10 || text[10] is 'T' or ' ' && text.Length > 11 && char.IsAsciiDigit(text[11]));

    private static byte[] Rewrite(ReadOnlySpan<byte> json)
    {
        var clean = new ArrayBufferWriter<byte>(json.Length);
        using var writer = new Utf8JsonWriter(clean);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            Copy(ref reader, writer);
        }

        writer.Flush();
        return clean.WrittenSpan.ToArray();
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(reader.GetString()!);
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(CleanText.Of(reader.GetString()!));
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan);
                break;
        }
    }
}
