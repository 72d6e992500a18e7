-- Does in Neovim what a person does with an agent file, and writes what was seen as JSON.
-- Environment: LAUNCHER, CONFIGURATION (folder), AGENT (file), SEEN (file), RUN ("yes" or "no").
local seen = { notes = {} }
vim.notify = function(text)
  table.insert(seen.notes, text)
end
vim.lsp.handlers['window/showMessage'] = function(_, shown)
  table.insert(seen.notes, shown.message)
end
vim.opt.runtimepath:append(vim.env.CONFIGURATION)
local fermata = require('fermata')
fermata.setup({ cmd = { vim.env.LAUNCHER, 'lsp' } })

local function await(what, done)
  if not vim.wait(60000, done, 20) then
    seen.missed = what
    error('waited for ' .. what)
  end
end

local function messages()
  return vim.tbl_map(function(found)
    return found.message
  end, vim.diagnostic.get(0))
end

local function request(method, more)
  local params = vim.tbl_extend('force', vim.lsp.util.make_position_params(), more or {})
  local replies = vim.lsp.buf_request_sync(0, method, params, 60000)
  for _, reply in pairs(replies or {}) do
    return reply.result
  end
end

-- Puts the cursor behind the first occurrence of a text.
local function go(text)
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  for number, line in ipairs(lines) do
    local _, last = line:find(text, 1, true)
    if last then
      vim.api.nvim_win_set_cursor(0, { number, last })
      return
    end
  end
  error('no ' .. text)
end

local function work()
  vim.cmd('edit ' .. vim.env.AGENT)
  await('problems', function()
    return #vim.diagnostic.get(0) > 0
  end)
  seen.problems = messages()

  go('next: [d')
  local items = vim.lsp.util.extract_completion_items(request('textDocument/completion'))
  seen.completion = vim.tbl_map(function(item)
    return item.label
  end, items)

  go('to: do')
  vim.api.nvim_win_set_cursor(0, { vim.fn.line('.'), vim.fn.col('.') - 2 })
  seen.hover = request('textDocument/hover').contents.value

  vim.lsp.buf.definition()
  await('definition', function()
    return vim.api.nvim_get_current_line():match('^  done:')
  end)
  seen.definition = vim.api.nvim_get_current_line()

  local text = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split(table.concat(text, '\n'):gsub('dne', 'done'), '\n'))
  await('no problems', function()
    return #vim.diagnostic.get(0) == 0
  end)

  go('to: do')
  vim.api.nvim_win_set_cursor(0, { vim.fn.line('.'), vim.fn.col('.') - 2 })
  seen.references = #request('textDocument/references', { context = { includeDeclaration = true } })
  vim.lsp.buf.rename('finished')
  await('another name', function()
    return vim.fn.search('finished:', 'nw') > 0
  end)
  seen.renamed = vim.fn.searchcount({ pattern = 'finished' }).total
  vim.lsp.buf.rename('done')
  await('the name from before', function()
    return vim.fn.search('finished', 'nw') == 0
  end)

  if vim.env.RUN == 'yes' then
    vim.cmd('FermataRun topic="a long life" loud=false')
    await('the end of the run', function()
      return fermata.last_session and seen.notes[#seen.notes] == 'run completed'
    end)
    seen.session = fermata.last_session

    local agent = vim.fn.bufnr()
    vim.cmd('FermataGraph')
    await('the graph', function()
      return vim.fn.bufname():match('%.txt$') and vim.fn.search('done', 'nw') > 0
    end)
    vim.cmd('buffer ' .. agent)
    vim.cmd('FermataOpen')
    await('the events', function()
      return vim.fn.bufname():match('events%.jsonl$') and vim.fn.search('run.completed', 'nw') > 0
    end)
    vim.cmd('buffer ' .. agent)
    vim.cmd('FermataDefinition')
    await('the definition', function()
      return vim.fn.bufnr() ~= agent and vim.fn.search('^agent:', 'nw') > 0
    end)
    vim.cmd('buffer! ' .. agent)

    vim.cmd('FermataResume')
    await('the refusal of a run that has ended', function()
      return seen.notes[#seen.notes]:find(fermata.last_session .. ' has no run', 1, true)
    end)
  end

  vim.lsp.stop_client(vim.lsp.get_active_clients(), true)
  await('the end of the server', function()
    return #vim.lsp.get_active_clients() == 0
  end)
  vim.cmd('edit!')
  await('problems from another server', function()
    return #vim.diagnostic.get(0) > 0
  end)
end

local ok, mistake = pcall(work)
seen.mistake = not ok and tostring(mistake) or nil
local file = io.open(vim.env.SEEN, 'w')
file:write(vim.fn.json_encode(seen))
file:close()
vim.cmd('qall!')
