import Charts

/// The proposals above the line that is being typed.
struct CompletionView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard case .prompt(let prompt) = state.mode else { return }
    let theme = Theme()
    let proposals = state.completions(for: prompt)
    guard !proposals.isEmpty, rect.height > 2 else { return }
    let height = min(8, proposals.count, rect.height)
    let width = min(rect.width, 76)
    let place = Rect(x: rect.x, y: rect.y + rect.height - height, width: width, height: height)
    canvas.fill(place)
    let selected = prompt.chosenCompletion ?? -1
    let first = max(0, selected - height + 1)
    for line in 0..<height where proposals.indices.contains(first + line) {
      let proposal = proposals[first + line]
      let isSelected = first + line == selected
      let mark = isSelected ? "›" : "│"
      canvas.write(
        [
          Run(mark + " ", theme.key),
          Run(
            Shortened.padded(proposal.text, columns: min(40, width / 2)),
            isSelected ? theme.active : theme.text
          ),
          Run("  " + proposal.note, theme.dim),
        ],
        at: Point(x: place.x, y: place.y + line),
        width: width
      )
    }
  }
}
