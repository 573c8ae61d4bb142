using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Text;
using Weiguang.Messages.Domain;

namespace Weiguang.Messages;

/// <summary>The kinds of one module.</summary>
public sealed record KnownMessages(IReadOnlyList<MessageKind> Kinds);

/// <summary>The kinds of all modules by code.</summary>
/// <exception cref="ArgumentException">Two kinds have one code.</exception>
public sealed class MessageKinds(IEnumerable<KnownMessages> known)
{
    private readonly Dictionary<string, MessageKind> _byCode = known.SelectMany(k => k.Kinds).ToDictionary(k => k.Code);

    public IReadOnlyCollection<MessageKind> All => _byCode.Values;

    /// <summary>Null for a kind that is no more.</summary>
    public MessageKind? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>What the reader reads. A text that has come to ask for more than was told then is no reason to show nobody their messages.</summary>
    internal string Say(IStringLocalizer phrases, Message message)
    {
        try
        {
            return Find(message.Kind) is { } kind ? phrases[kind.Text, message.Arguments] : Earlier(phrases);
        }
        catch (FormatException)
        {
            return Earlier(phrases);
        }
    }

    private static string Earlier(IStringLocalizer phrases) => phrases[Phrase.Of("有一条以前的消息，点开看看。")];
}

public static class MessageKindServices
{
    /// <summary>Makes all kinds known that stand in a class as public static fields.</summary>
    public static IServiceCollection KnowMessages(this IServiceCollection services, Type kinds) =>
        services.AddSingleton(new KnownMessages([.. kinds.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<MessageKind>()]));
}
