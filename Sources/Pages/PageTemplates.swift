internal import Mustache
internal import Rendering

/// The files of `templates`, which are in the program.
struct PageTemplates {
  /// The style sheet and the script, as they stand in the page.
  let style, script: String
  private let library: MustacheLibrary

  /// - Throws: the library's error for a template that is none.
  init() throws {
    MustacheContentTypes.register(PageText(), named: PageText.name)
    let sources = [
      "page": PackageResources.page_mustache, "table": PackageResources.table_mustache,
      "cell": PackageResources.cell_mustache, "figure": PackageResources.figure_mustache,
      "chart": PackageResources.chart_mustache, "part": PackageResources.part_mustache,
    ]
    library = MustacheLibrary(
      templates: try sources.mapValues {
        try MustacheTemplate(string: String(decoding: $0, as: UTF8.self))
      })
    style = String(decoding: PackageResources.page_css, as: UTF8.self) + SVGText.styleSheet
    script = String(decoding: PackageResources.page_js, as: UTF8.self)
  }

  /// The page of a model.
  func page(_ model: some MustacheParent) -> String {
    library.render(model, withTemplate: "page") ?? ""
  }
}
