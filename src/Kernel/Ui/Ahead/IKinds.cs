namespace Weiguang.Kernel.Ui;

/// <summary>What the viewer most likely wants to ask for; a module that has such things registers a source, home shows them as pictures.</summary>
public interface IKinds
{
    Task<IReadOnlyList<KindTile>> ReadAsync(int most, CancellationToken ct);
}

/// <param name="Picture">A pictogram, see <see cref="Picture"/>.</param>
/// <param name="Title">A few letters.</param>
public sealed record KindTile(string Picture, string Title, string Href);
