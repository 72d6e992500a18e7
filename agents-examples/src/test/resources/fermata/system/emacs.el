;;; emacs.el --- What a person does with an agent file  -*- lexical-binding: t; -*-

;; Does it in Emacs and writes what was seen as JSON. Environment: LAUNCHER, CONFIGURATION (file),
;; AGENT (file), SEEN (file), RUN ("yes" or "no").

(require 'package)
(package-initialize)
(require 'json)
(load (getenv "CONFIGURATION") nil t)
(setq fermata-command (list (getenv "LAUNCHER") "lsp")
      eglot-connect-timeout 60
      eglot-sync-connect 60
      xref-prompt-for-identifier nil)

(defvar seen nil "What was seen, as an alist.")

(defun see (name value)
  "Note VALUE under NAME."
  (push (cons name value) seen))

(defun await (what done)
  "Wait until the function DONE gives something; WHAT says what for."
  (let ((deadline (+ (float-time) 60)))
    (while (not (funcall done))
      (when (> (float-time) deadline)
        (error "Waited for %s" what))
      (accept-process-output nil 0.05))))

(defun go (text)
  "Put point behind the first occurrence of TEXT."
  (goto-char (point-min))
  (search-forward text))

(defun problems ()
  "The messages of the problems in this buffer."
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun notes ()
  "The messages so far."
  (with-current-buffer (messages-buffer) (buffer-string)))

(condition-case mistake
    (progn
      (find-file (getenv "AGENT"))
      ;; Without a command loop nobody runs the hook that connects.
      (run-hooks 'post-command-hook)
      (await "the server" #'eglot-current-server)
      (flymake-start)
      (await "problems" #'problems)
      (see "problems" (vconcat (problems)))
      (go "next: [d")
      (let ((found (eglot-completion-at-point)))
        (see "completion" (vconcat (all-completions "d" (nth 2 found)))))
      (go "to: do")
      (backward-char 1)
      (let ((hover (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover
                                    (eglot--TextDocumentPositionParams))))
        (see "hover" (plist-get (plist-get hover :contents) :value)))
      (xref-find-definitions "LSP identifier at point.")
      (see "definition" (buffer-substring (line-beginning-position) (line-end-position)))
      (go "dne")
      (delete-char -2)
      (insert "one")
      (eglot--signal-textDocument/didChange)
      (await "no problems" (lambda () (null (problems))))
      (go "to: do")
      (backward-char 1)
      (see "references"
           (length (jsonrpc-request (eglot--current-server-or-lose) :textDocument/references
                                    (append (eglot--TextDocumentPositionParams)
                                            '(:context (:includeDeclaration t))))))
      (eglot-rename "finished")
      (see "renamed" (count-matches "finished" (point-min) (point-max)))
      (eglot--signal-textDocument/didChange)
      (eglot-rename "done")
      (eglot--signal-textDocument/didChange)
      (when (equal (getenv "RUN") "yes")
        (fermata-run "topic=\"a long life\" loud=false")
        (see "session" fermata-last-session)
        (await "the end of the run" (lambda () (string-match-p "run completed" (notes))))
        (save-window-excursion
          (fermata-graph)
          (go "done"))
        (save-window-excursion
          (fermata-open fermata-last-session)
          (go "run.completed"))
        (save-window-excursion
          (fermata-definition fermata-last-session)
          (go "agent:"))))
  (error (see "mistake" (error-message-string mistake))))

(see "notes" (vector (notes)))
(with-temp-file (getenv "SEEN")
  (insert (json-encode seen)))
(kill-emacs 0)
;;; emacs.el ends here
